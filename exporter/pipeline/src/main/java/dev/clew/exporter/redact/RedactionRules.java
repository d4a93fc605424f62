// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import dev.clew.exporter.redact.scan.Action;
import dev.clew.exporter.redact.scan.Detector;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What to find and what to do with it; created by {@link RuleReader}.
 *
 * @param detectors the built-in detectors in use; secrets are always among them
 * @param action what to do with a match, unless its rule says otherwise
 * @param salt included in hashes, so that nobody can precompute them; if empty, each JVM uses a
 *     different one
 */
public record RedactionRules(
    Set<Detector> detectors,
    Action action,
    String salt,
    List<PatternRule> patterns,
    List<PathRule> paths,
    List<ToolRule> tools) {

  public RedactionRules {
    EnumSet<Detector> all = EnumSet.copyOf(Detector.SECRETS);
    all.addAll(detectors);
    detectors = Set.copyOf(all);
    patterns = List.copyOf(patterns);
    paths = List.copyOf(paths);
    tools = List.copyOf(tools);
  }

  /** Returns rules that find only secrets. */
  public static RedactionRules secretsOnly() {
    return new RedactionRules(
        Detector.SECRETS, Action.REPLACE, "", List.of(), List.of(), List.of());
  }

  /** Returns rules that replace everything the built-in detectors find. */
  public static RedactionRules standard() {
    return new RedactionRules(Detector.all(), Action.REPLACE, "", List.of(), List.of(), List.of());
  }
}
