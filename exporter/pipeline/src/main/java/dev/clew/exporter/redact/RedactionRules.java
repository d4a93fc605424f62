// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import dev.clew.exporter.redact.scan.Action;
import dev.clew.exporter.redact.scan.Detector;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be found and what becomes of it; made by {@link RuleReader}.
 *
 * @param detectors what Clew recognises by itself; secrets are always among them
 * @param action what is done with what is found, unless its rule says otherwise
 * @param salt goes into hashes, so that nobody can make a table of them; if empty each JVM has
 *     another
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

  /** Returns rules that find secrets alone. */
  public static RedactionRules secretsOnly() {
    return new RedactionRules(
        Detector.SECRETS, Action.REPLACE, "", List.of(), List.of(), List.of());
  }

  /** Returns rules that replace all that Clew recognises by itself. */
  public static RedactionRules standard() {
    return new RedactionRules(Detector.all(), Action.REPLACE, "", List.of(), List.of(), List.of());
  }
}
