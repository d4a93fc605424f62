// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProcessResourceTest {
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  @Test
  void serviceName_isOursOrTheVariablesOrAmongTheAttributes() {
    environment.put("OTEL_RESOURCE_ATTRIBUTES", "service.name=attr,team=blue%2Cgreen");
    assertThat(attributes(null, null))
        .containsEntry("service.name", "attr")
        .containsEntry("team", "blue,green");

    environment.put("OTEL_SERVICE_NAME", "variable");
    assertThat(attributes(null, null)).containsEntry("service.name", "variable");
    assertThat(attributes(null, "service.name=ours,team=red"))
        .containsEntry("service.name", "ours")
        .containsEntry("team", "red");
    assertThat(attributes("name", "service.name=ours")).containsEntry("service.name", "name");
  }

  @Test
  void resource_tellsNoCommandLine() {
    assertThat(attributes(null, null))
        .containsEntry("telemetry.distro.name", "clew")
        .containsEntry("telemetry.distro.version", "1.2.3")
        .containsKeys("host.name", "process.pid", "process.runtime.version", "os.type")
        .doesNotContainKeys("process.command_line", "process.command_args", "process.command");
  }

  @Test
  void entryWithoutName_isWarnedOfWithoutItsValue() {
    assertThat(attributes(null, "team=red,sk-secret")).containsEntry("team", "red");
    assertThat(warnings)
        .containsExactly("clew.resource.attributes: entry 2 is not name=value; ignored");
  }

  private Map<String, Object> attributes(@Nullable String service, @Nullable String pairs) {
    OtelVariables otel = new OtelVariables(name -> null, environment);
    return ProcessResource.of(otel, service, pairs, "1.2.3", warnings::add).attributes();
  }
}
