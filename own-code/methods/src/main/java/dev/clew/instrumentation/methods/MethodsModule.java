// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.api.hook.MethodSelection;
import dev.clew.api.hook.MethodSelection.ClassSelector;
import dev.clew.api.hook.MethodSelection.MethodSelector;
import dev.clew.instrumentation.methods.rule.MethodRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The application's own methods. The agent creates this module with the rules that are configured,
 * instead of finding it.
 */
public final class MethodsModule implements InstrumentationModule {
  public static final String NAME = "methods";

  private static final String PACKAGE = MethodsModule.class.getPackageName() + ".";
  private static final String REACTOR = PACKAGE + "ReactorHook";
  private static final Map<String, String> LATER =
      Map.of(
          "reactor.core.publisher.Mono", REACTOR,
          "reactor.core.publisher.Flux", REACTOR);

  private final List<MethodSelection> selections = new ArrayList<>();

  /**
   * Creates a module for {@code rules}, which take precedence over annotations.
   *
   * @param annotations whether annotated methods are traced, too
   */
  public MethodsModule(List<MethodRules.Sourced> rules, boolean annotations) {
    for (MethodRules.Sourced each : rules) {
      selections.add(selection(each.rule().classes(), each.rule().methods(), each.span()));
    }
    if (annotations) {
      selections.addAll(Annotations.selections());
    }
  }

  static MethodSelection selection(
      ClassSelector classes, List<MethodSelector> methods, String label) {
    return new MethodSelection(classes, methods, label, PACKAGE + "MethodHook", LATER);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Library library() {
    return new Library("the application", "any", List.of());
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of();
  }

  @Override
  public List<MethodSelection> selections() {
    return List.copyOf(selections);
  }
}
