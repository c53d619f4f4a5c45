/** What many measurements of one thing say together; the arithmetic is a library's. */
@NullMarked
package io.splitproof.statistics;

import org.jspecify.annotations.NullMarked;
