/** A judged run as text that people read: Markdown, the terminal's table, and a page. */
@NullMarked
package io.splitproof.report;

import org.jspecify.annotations.NullMarked;
