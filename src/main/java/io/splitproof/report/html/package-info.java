/** A judged run as one HTML page that needs nothing besides itself. */
@NullMarked
package io.splitproof.report.html;

import org.jspecify.annotations.NullMarked;
