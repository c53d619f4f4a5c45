/**
 * What lies on disk: scenario files are read, run directories are written and read back.
 *
 * <p>The only user of YAML and of JSON databinding. A scenario file passes three stages: {@link
 * io.splitproof.store.Yaml} knows lines, {@link io.splitproof.store.ScenarioShape} holds it against
 * {@code scenario.schema.json}, and the readers give it meaning. All stages run on a bad file too and put what they
 * find into one list of problems.
 */
@NullMarked
package io.splitproof.store;

import org.jspecify.annotations.NullMarked;
