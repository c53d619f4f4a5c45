/** A document's own files and commands, tried as they are written and then repaired step by step. */
@NullMarked
package io.splitproof.literal;

import org.jspecify.annotations.NullMarked;
