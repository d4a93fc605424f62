// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.agent.runtime.steer.SteeringMXBean;
import dev.clew.core.log.AgentLog;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.delivery.ExporterMetrics;
import dev.clew.exporter.render.UnresponsiveClasses;
import dev.clew.exporter.sampling.SamplingMetrics;
import dev.clew.exporter.spool.SpoolMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;

class HealthTest {
  private PipelineMetrics pipeline = pipeline(5, 0, exporter(null, 0));
  private long now;
  private final Health health = new Health(() -> pipeline, () -> "page", () -> now);

  @Test
  void exporterThatDelivers_isHealthy() {
    assertThat(health.getProblems()).isEmpty();
    assertThat(health.isHealthy()).isTrue();
  }

  @Test
  void exporterWhoseLastCallFailed_isUnhealthy() {
    pipeline = pipeline(5, 0, exporter("connection refused", 0));

    assertThat(health.getProblems()).containsExactly("exporter otlp: connection refused");
  }

  @Test
  void stuckExporter_isUnhealthyWithinAMinute() {
    pipeline = pipeline(5, 0, exporter(null, 31_000));

    assertThat(health.getProblems())
        .containsExactly("exporter otlp: a call has been running for 31 s");
  }

  @Test
  void standstillOfThePipeline_isUnhealthyWithinAMinute() {
    pipeline = pipeline(5, 3, exporter(null, 0));
    assertThat(health.isHealthy()).isTrue();

    now += TimeUnit.SECONDS.toNanos(59);
    assertThat(health.getProblems()).containsExactly("3 spans wait and none is processed");

    pipeline = pipeline(9, 3, exporter(null, 0));
    assertThat(health.isHealthy()).isTrue();
  }

  @Test
  void bean_isRegisteredAndRemoved() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName(HealthBean.NAME);
    AgentLog log = new AgentLog(new PrintStream(new ByteArrayOutputStream()), AgentLog.Level.OFF);
    HealthBean bean = new HealthBean(() -> pipeline, () -> "page", NO_STEERING, true, log);

    ObjectName steering = new ObjectName(HealthBean.STEERING);
    bean.start();
    while (!server.isRegistered(name) || !server.isRegistered(steering)) {
      Thread.onSpinWait();
    }
    CompositeData[] exporters = (CompositeData[]) server.getAttribute(name, "Exporters");
    Object healthy = server.getAttribute(name, "Healthy");
    String[] signature = {String.class.getName(), String.class.getName()};
    Object answer = server.invoke(steering, "set", new Object[] {"content", "none"}, signature);
    bean.stop();

    assertThat(healthy).isEqualTo(true);
    assertThat(exporters[0].get("name")).isEqualTo("otlp");
    assertThat(exporters[0].get("spansExported")).isEqualTo(5L);
    assertThat(answer).isEqualTo("content=none");
    assertThat(server.isRegistered(name)).isFalse();
    assertThat(server.isRegistered(steering)).isFalse();
  }

  private static final SteeringMXBean NO_STEERING =
      new SteeringMXBean() {
        @Override
        public String[] list() {
          return new String[0];
        }

        @Override
        public String get(String name) {
          return "";
        }

        @Override
        public String set(String name, String value) {
          return name + "=" + value;
        }
      };

  private static PipelineMetrics pipeline(long ended, int queued, ExporterMetrics exporter) {
    return new PipelineMetrics(
        ended,
        ended,
        queued,
        Map.of(),
        0,
        Map.of(),
        SamplingMetrics.NONE,
        new UnresponsiveClasses.Metrics(0, 0, 0),
        List.of(exporter));
  }

  private static ExporterMetrics exporter(String failure, long busyMillis) {
    return new ExporterMetrics(
        "otlp",
        5,
        0,
        Map.of(),
        5,
        0,
        Map.of(),
        0,
        0,
        ExporterMetrics.Breaker.CLOSED,
        0,
        0,
        SpoolMetrics.NONE,
        failure,
        1000,
        failure == null ? 0 : 2000,
        busyMillis);
  }
}
