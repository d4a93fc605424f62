// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.api.hook.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What parts of Clew have to say about missing spans; asked when the doctor is. */
public final class Contributions implements Diagnostics {
  private final Map<String, Supplier<List<Finding>>> sources = new ConcurrentHashMap<>();

  @Override
  public void add(String subject, Supplier<List<Finding>> source) {
    sources.put(subject, source);
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    sources.forEach(
        (subject, source) -> {
          try {
            findings.addAll(source.get());
          } catch (Throwable failure) {
            findings.add(
                new Finding(
                    "source-failed",
                    Level.NOTE,
                    "%s cannot say what is missing: %s".formatted(subject, failure),
                    ""));
          }
        });
    return findings;
  }
}
