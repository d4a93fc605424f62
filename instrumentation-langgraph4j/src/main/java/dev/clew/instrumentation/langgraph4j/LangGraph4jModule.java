// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * The hook points in LangGraph4j. Every run of a graph, however it is started and read, is a
 * generator of the library's own whose {@code next} executes one node.
 */
public final class LangGraph4jModule implements InstrumentationModule {
  static final String STEPS = "steps";
  static final String OUTPUTS = "outputs";
  private static final String ROOT = "org.bsc.langgraph4j.";
  private static final String GRAPH = ROOT + "CompiledGraph";
  private static final String GENERATOR = GRAPH + "$AsyncNodeGenerator";
  private static final String ASYNC = "org.bsc.async.AsyncGenerator";
  private static final String HOOKS = "dev.clew.instrumentation.langgraph4j.";

  @Override
  public String name() {
    return "langgraph4j";
  }

  @Override
  public Library library() {
    return new Library("langgraph4j", "1.4.0 to 1.8.17", List.of(GRAPH, ROOT + "RunnableConfig"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints(HOOKS);
    points.add(HookPoint.inClass(GENERATOR).constructor().label(STEPS), "CreationHook");
    points.add(steps("next", HookPoints.NO_PARAMETERS).label(STEPS), "StepHook");
    HookPoint.Builder outputs = HookPoint.inClass(ASYNC + "$WithEmbed");
    points.add(outputs.constructor().label(OUTPUTS), "CreationHook");
    points.add(
        HookPoint.inClass(ASYNC + "$WithEmbed")
            .method("next", HookPoints.NO_PARAMETERS)
            .label(OUTPUTS),
        "StepHook");
    // Until 1.7.0, and since.
    points.optional(HookPoint.inClass(GENERATOR).method("evaluateAction"), "NodeHook");
    points.optional(HookPoint.inClass(GENERATOR).method("applyAction"), "NodeHook");
    points.optional(
        HookPoint.inClass(ROOT + "internal.node.ParallelNode$AsyncParallelNodeAction")
            .method("evalNodeActionSync"),
        "BranchHook");
    points.optional(
        HookPoint.inClass(ASYNC + "$BaseCancellable").method("cancel", "boolean"), "CancelHook");
    return points.all();
  }

  private static HookPoint.Builder steps(String method, String... parameters) {
    return HookPoint.inClass(GENERATOR).method(method, parameters);
  }
}
