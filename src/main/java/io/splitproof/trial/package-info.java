/** One scenario from the engine to the verdict: provision, run, read back, judge, report. */
@NullMarked
package io.splitproof.trial;

import org.jspecify.annotations.NullMarked;
