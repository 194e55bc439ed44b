//! The shortest way: a text in, three sentences out.
//!
//! ```text
//! cargo run --example summarize -- data/samples/news.txt
//! ```

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "data/samples/news.txt".into());
    let text = std::fs::read_to_string(path)?;
    for pick in &excerpt::summarize(&text, 3) {
        println!("{}..{}\t{:.4}\t{pick}", pick.span.start, pick.span.end, pick.score);
    }
    Ok(())
}
