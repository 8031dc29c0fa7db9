use thiserror::Error;

/// Why a file cannot be used as a picture.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PictureError {
    /// The content is none of the picture formats known here.
    #[error("not a picture")]
    NotAPicture,
    /// A picture, but of a kind that is not put on a website as it is.
    #[error("{format} pictures are not supported")]
    Unsupported {
        /// The format's usual name, such as `HEIC`.
        format: &'static str,
    },
    /// The file is larger than the limit.
    #[error("{bytes} bytes, the limit is {limit}")]
    TooLarge {
        /// Size of the file in bytes.
        bytes: u64,
        /// Largest size accepted, in bytes.
        limit: u64,
    },
    /// The header says that the picture has more pixels than the limit.
    #[error("{width} x {height} pixels, the limit is {limit} altogether")]
    TooManyPixels {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// Most pixels accepted, width times height.
        limit: u64,
    },
    /// An animation with more single pictures than the limit.
    #[error("{frames} frames, the limit is {limit}")]
    TooManyFrames {
        /// Frames in the animation.
        frames: u32,
        /// Most frames accepted.
        limit: u32,
    },
    /// The file breaks off or contradicts itself.
    #[error("damaged: {detail}")]
    Damaged {
        /// What is wrong, for a log; not a sentence for people.
        detail: String,
    },
}

impl PictureError {
    pub(crate) fn damaged<T: ToString + ?Sized>(detail: &T) -> Self {
        Self::Damaged { detail: detail.to_string() }
    }
}
