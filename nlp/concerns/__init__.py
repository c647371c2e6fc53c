"""Concerns (zorgen): statements that belong together, found by the machine, named by people.

1. Statements are put in the order of their ids, and laid out by their words and themes (`space`).
2. They are clustered hundreds of times, at every scale, each time on another part of them (`consensus`).
3. What most of those clusterings agree on is a concern; the rest belongs nowhere and is listed (`grouping`).
4. Concerns carry on the ids and names of the run before (`identity`), and what people decided (`decisions`).
5. Each gets terms, a title in the residents' own words, and typical and dissenting quotes (`labels`).
"""

from nlp.concerns.find import find_concerns

__all__ = ["find_concerns"]
