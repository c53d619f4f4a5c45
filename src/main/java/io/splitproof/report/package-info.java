/** A judged run as text that people read: Markdown and the terminal's table. */
@NullMarked
package io.splitproof.report;

import org.jspecify.annotations.NullMarked;
