// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Sets the property {@code clew} among the JVM's agent properties, which other processes can read
 * through the attach API and the application cannot: a system property would be visible to it.
 */
public final class AgentProperty {
  private AgentProperty() {}

  /** Called by reflection, in a class loader that is dropped afterwards. */
  public static void set(Instrumentation instrumentation, String value)
      throws ReflectiveOperationException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.vm", Set.of(AgentProperty.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
    Class<?> support = Class.forName("jdk.internal.vm.VMSupport");
    Properties properties = (Properties) support.getMethod("getAgentProperties").invoke(null);
    properties.setProperty("clew", value);
  }
}
