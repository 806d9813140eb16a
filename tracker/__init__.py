"""Green-park tracker: monthly figures of industrial parks, their targets, flags and evidence."""
