/** A topology that is held up under load and broken by hand, from a terminal or a page. */
@NullMarked
package io.splitproof.lab;

import org.jspecify.annotations.NullMarked;
