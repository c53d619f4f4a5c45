package io.splitproof.literal;

import java.util.List;
import java.util.Map;

/**
 * A document's files, what would show that they work, and repairs one after the other.
 *
 * @param files as the document has them, by name
 * @param variants the first as written, each further one with one more repair
 */
public record Literal(Map<String, String> files, List<Variant> variants) {
    public Literal {
        files = Map.copyOf(files);
        variants = List.copyOf(variants);
    }
}
