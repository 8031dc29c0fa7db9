//! Opens a large site as the window does, and prints what each thing took, a line each: `NAME FIGURE`, in milliseconds
//! or, for memory, kilobytes. `bench_list SITE DESK`. Started by `cargo xtask bench`, once for each turn.

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use byline_desk::api::{PostList, PostQuery};
use byline_desk::{Desk, Site, Surroundings};

type Done<T = ()> = Result<T, Box<dyn Error>>;

/// What somebody types, key by key.
const TYPED: [&str; 8] = ["p", "po", "pos", "post", "post 7", "post 77", "post 777", "number 4"];
/// Words in every post, in one, in none, and with an accent that the posts have not.
const WORDS: [&str; 5] = ["keynote", "swag potatoes", "héadlines", "announcements interes", "centre 4242"];

fn main() -> Done {
    let mut arguments = std::env::args().skip(1).map(PathBuf::from);
    let (Some(site), Some(desk)) = (arguments.next(), arguments.next()) else {
        return Err("bench_list SITE DESK".into());
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure(site, desk))
}

async fn measure(site: PathBuf, folder: PathBuf) -> Done {
    let begin = Instant::now();
    let desk = Desk::start(Site::open_as_known(&site, Surroundings::new(&folder))?);
    while list(&desk, "", false).await?.posts.is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    say("shown", begin.elapsed());
    wait(&desk, begin, |reading| reading.is_none_or(|reading| reading.unread == 0)).await?;
    say("listed", begin.elapsed());
    wait(&desk, begin, |reading| reading.is_none()).await?;
    say("whole", begin.elapsed());
    // As the page does when the search field is entered.
    list(&desk, "", true).await?;
    for typed in TYPED {
        let begin = Instant::now();
        list(&desk, typed, true).await?;
        say("key", begin.elapsed());
    }
    for words in WORDS {
        let begin = Instant::now();
        list(&desk, words, false).await?;
        say("text", begin.elapsed());
    }
    println!("memory {}", memory()?);
    desk.close().await;
    Ok(())
}

async fn list(desk: &Desk, search: &str, quick: bool) -> Done<PostList> {
    let query = PostQuery { search: search.to_owned(), quick, take: 100, ..PostQuery::default() };
    desk.posts(query).await.map_err(|problem| problem.message.into())
}

async fn wait(desk: &Desk, begin: Instant, done: impl Fn(Option<byline_desk::api::Reading>) -> bool) -> Done {
    while !done(list(desk, "", false).await?.reading) {
        if begin.elapsed() > Duration::from_mins(10) {
            return Err("the posts were not read in ten minutes".into());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

fn say(what: &str, took: Duration) {
    println!("{what} {}", took.as_secs_f64() * 1000.0);
}

/// The memory of this process, what it shares divided among those who share it.
fn memory() -> Done<u64> {
    let all = std::fs::read_to_string("/proc/self/smaps_rollup")?;
    let line = all.lines().find_map(|line| line.strip_prefix("Pss:")).ok_or("no such line")?;
    Ok(line.split_whitespace().next().ok_or("no figure")?.parse()?)
}
