/** A scenario as a JUnit test class: an extension that runs it once, and AssertJ assertions on its outcome. */
@NullMarked
package io.splitproof.junit;

import org.jspecify.annotations.NullMarked;
