//! Renders a post many times as the preview does, sanitising included, and prints the milliseconds of each time:
//! `bench_render FILE TIMES`. Started by `cargo xtask bench`.

use std::error::Error;
use std::time::{Duration, Instant};

use byline_post::Post;
use byline_post::preview::{PictureSource, blocks};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(times)) = (arguments.next(), arguments.next()) else {
        return Err("bench_render FILE TIMES".into());
    };
    let bytes = std::fs::read(file)?;
    let picture = |link: &str| PictureSource::Show(link.to_owned());
    let mut written = 0;
    let mut render = || -> Result<(), Box<dyn Error>> {
        let post = Post::parse(&bytes, "post.md")?;
        written += blocks(&post, &picture).iter().map(|block| block.html.len()).sum::<usize>();
        Ok(())
    };
    let warm = Instant::now();
    while warm.elapsed() < Duration::from_millis(300) {
        render()?;
    }
    for _ in 0..times.parse::<u32>()? {
        let start = Instant::now();
        render()?;
        println!("{}", start.elapsed().as_secs_f64() * 1000.0);
    }
    if written == 0 {
        return Err("nothing was rendered".into());
    }
    Ok(())
}
