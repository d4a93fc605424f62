// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/**
 * The hook points in Spring AI Alibaba. Every agent is a graph, and every run of a graph, however
 * it is started, is a {@code Flux} of one method. Models and tools are Spring AI's.
 */
public final class SpringAiAlibabaModule implements InstrumentationModule {
  private static final String ROOT = "com.alibaba.cloud.ai.graph.";
  private static final String CONTEXT = ROOT + "GraphRunnerContext";

  @Override
  public String name() {
    return "spring-ai-alibaba";
  }

  @Override
  public Library library() {
    return new Library(
        "spring-ai-alibaba",
        "1.1.0.0 to 1.1.2.2",
        List.of(ROOT + "GraphRunner", ROOT + "RunnableConfig"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints(SpringAiAlibabaModule.class.getPackageName() + ".");
    points.add(
        HookPoint.inClass(ROOT + "GraphRunner").method("run", ROOT + "OverAllState"), "RunHook");
    points.add(HookPoint.inClass(CONTEXT).constructor(), "CreationHook");
    points.add(
        HookPoint.inClass(CONTEXT).method("doListeners", "java.lang.String", "java.lang.Exception"),
        "NodeEndHook");
    points.add(
        HookPoint.inClass(ROOT + "executor.NodeExecutor")
            .method("execute", CONTEXT, "java.util.concurrent.atomic.AtomicReference"),
        "NodeHook");
    return points.all();
  }
}
