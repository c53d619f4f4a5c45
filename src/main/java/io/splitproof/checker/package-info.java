/** Whether it was good: pure checkers from evidence to findings, objectives and verdicts. */
@NullMarked
package io.splitproof.checker;

import org.jspecify.annotations.NullMarked;
