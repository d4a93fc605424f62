// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.cli;

import dev.clew.tape.format.TapeException;
import dev.clew.tape.secret.SecretFilter;
import java.util.function.Consumer;

/** Makes a filter when it is needed, because that reads settings and the key of the marks. */
public interface FilterSource {
  /**
   * Returns the filter for tapes in which more than secrets is replaced.
   *
   * @param lines receives what people have to know
   */
  SecretFilter filter(Consumer<String> lines) throws TapeException;
}
