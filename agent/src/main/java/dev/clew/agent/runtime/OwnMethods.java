// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.hook.Diagnostics;
import dev.clew.core.settings.MethodsSettings;
import dev.clew.core.settings.Settings;
import dev.clew.instrumentation.methods.MethodsModule;
import dev.clew.instrumentation.methods.rule.MethodRules;
import dev.clew.weave.select.SelectionMatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The rules by which methods of the application are traced, and what they have matched so far. */
final class OwnMethods {
  private final List<MethodRules.Sourced> rules;
  private final boolean annotations;

  private OwnMethods(List<MethodRules.Sourced> rules, boolean annotations) {
    this.rules = rules;
    this.annotations = annotations;
  }

  /**
   * A rule.
   *
   * @param text the rule as it is written
   * @param source the setting, or the file and line
   * @param methods how many methods it has matched so far
   */
  record RuleStatus(String text, String source, int methods) {}

  /**
   * Reads the rules that are configured.
   *
   * @param annotations whether classes may have Clew's annotations
   */
  static OwnMethods of(Settings settings, boolean annotations, Consumer<String> warnings) {
    List<MethodRules.Sourced> rules =
        new ArrayList<>(
            MethodRules.ofSetting(
                MethodsSettings.METHODS.name(), settings.get(MethodsSettings.METHODS), warnings));
    String file = settings.get(MethodsSettings.METHODS_FILE);
    if (!file.isEmpty()) {
      try {
        rules.addAll(MethodRules.ofFile(file, Files.readAllLines(Path.of(file)), warnings));
      } catch (IOException | IllegalArgumentException unreadable) {
        // Reported when the agent was attached.
      }
    }
    settings.get(MethodsSettings.ANNOTATIONS); // to warn of an invalid value
    return new OwnMethods(rules, annotations);
  }

  MethodsModule module() {
    return new MethodsModule(rules, annotations);
  }

  /**
   * Returns the state of each rule.
   *
   * @param matches in the order of the module's selections, which starts with the rules
   */
  List<RuleStatus> status(Supplier<List<SelectionMatches>> matches) {
    List<SelectionMatches> known = rules.isEmpty() ? List.of() : matches.get();
    List<RuleStatus> status = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      MethodRules.Sourced rule = rules.get(i);
      int methods = i < known.size() ? known.get(i).methods() : 0; // none: the module is off
      status.add(new RuleStatus(rule.text().strip(), rule.source(), methods));
    }
    return status;
  }

  /** Returns the rules that have matched nothing, for the doctor. */
  List<Diagnostics.Finding> findings(Supplier<List<SelectionMatches>> matches) {
    return status(matches).stream()
        .filter(rule -> rule.methods() == 0)
        .map(
            rule ->
                new Diagnostics.Finding(
                    "methods-without-match",
                    Diagnostics.Level.POSSIBLE,
                    "The rule '%s' of %s has matched no method of a class that was loaded."
                        .formatted(rule.text(), rule.source()),
                    "Check class and method names; docs/own-code.md has the forms."))
        .toList();
  }

  /** Reports the rules that have matched nothing. */
  void reportUnused(Supplier<List<SelectionMatches>> matches, Consumer<String> log) {
    for (RuleStatus rule : status(matches)) {
      if (rule.methods() == 0) {
        log.accept(
            "%s: '%s' has matched no method of a class that was loaded"
                .formatted(rule.source(), rule.text()));
      }
    }
  }
}
