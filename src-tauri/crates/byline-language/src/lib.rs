//! What a careful reader would say about the words of a paragraph: spelling in the languages of the post, and for English
//! its grammar and style. Pure: dictionaries are handed in, nothing is asked of a server.
