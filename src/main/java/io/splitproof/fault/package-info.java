/** What gets broken, as data, and when: faults, their physics, targets and schedule. */
@NullMarked
package io.splitproof.fault;

import org.jspecify.annotations.NullMarked;
