// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.embabel;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/** The hook points in Embabel: a process is an agent at work. Models are Spring AI's. */
public final class EmbabelModule implements InstrumentationModule {
  private static final String ROOT = "com.embabel.agent.";
  private static final String PROCESS = ROOT + "core.support.AbstractAgentProcess";

  @Override
  public String name() {
    return "embabel";
  }

  @Override
  public Library library() {
    return new Library("embabel", "0.3.4 to 0.5.0", List.of(PROCESS, ROOT + "core.Action"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    HookPoints points = new HookPoints(EmbabelModule.class.getPackageName() + ".");
    points.add(HookPoint.inClass(PROCESS).method("run", HookPoints.NO_PARAMETERS), "ProcessHook");
    points.add(
        HookPoint.inClass(PROCESS).method("executeAction", ROOT + "core.Action"), "ActionHook");
    points.add(
        HookPoint.inClass(ROOT + "spi.loop.support.DefaultToolLoop")
            .method("executeToolCall", ROOT + "api.tool.Tool", "com.embabel.chat.ToolCall"),
        "ToolHook");
    return points.all();
  }
}
