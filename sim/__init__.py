"""A summit that bargains over a spending target by consensus."""
