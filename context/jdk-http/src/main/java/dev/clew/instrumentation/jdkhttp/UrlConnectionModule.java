// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** The JDK's {@code java.net.HttpURLConnection}. */
public final class UrlConnectionModule implements InstrumentationModule {
  @Override
  public String name() {
    return "http-url-connection";
  }

  @Override
  public Library library() {
    return new Library("java.net", "17 to 25", List.of());
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public String requiredSetting() {
    return "clew.propagate.hosts";
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("sun.net.www.MessageHeader")
            .method("print", "int", HookPoint.ANY, HookPoint.ANY, "java.io.PrintStream")
            .replacingArguments()
            .hook("dev.clew.instrumentation.jdkhttp.PrintHook"));
  }
}
