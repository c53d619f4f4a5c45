/** Performs operations with Lettuce, one at a time, and classifies each reply. */
@NullMarked
package io.splitproof.client;

import org.jspecify.annotations.NullMarked;
