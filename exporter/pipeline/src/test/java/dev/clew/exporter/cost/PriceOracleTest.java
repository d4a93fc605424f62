// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.trace.SpanStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our costs against those of the engine that the table is from; exporter/pipeline/src/prices makes
 * them.
 */
class PriceOracleTest {
  private static final Costs COSTS = new Costs(Prices.builtIn());

  static List<String> cases() throws IOException {
    try (InputStream in = PriceOracleTest.class.getResourceAsStream("/prices/oracle.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @Test
  void cases_areMany() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(250);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void cost_isThatOfTheOracle(String line) {
    String[] c = line.split("\t", -1);
    Usage usage =
        new Usage(
            Long.valueOf(c[3]),
            Long.valueOf(c[4]),
            null,
            Long.valueOf(c[5]),
            Long.valueOf(c[6]),
            Long.valueOf(c[8]),
            Long.valueOf(c[7]),
            null,
            false);
    GenerationData call =
        new GenerationData.Builder().provider(c[0]).responseModel(c[1]).usage(usage).build();
    long start = Instant.parse(c[2]).getEpochSecond() * 1_000_000_000L;
    Map<String, Object> attributes = new HashMap<>();

    COSTS.add("t", call, start, SpanStatus.OK, attributes);

    if (c[9].equals("unknown")) {
      assertThat(attributes).containsOnlyKeys(Costs.UNKNOWN);
      return;
    }
    assertClose(attributes, Costs.INPUT, c[9]);
    assertClose(attributes, Costs.OUTPUT, c[10]);
    assertClose(attributes, Costs.TOTAL, c[11]);
  }

  private static void assertClose(Map<String, Object> attributes, String key, String expected) {
    assertThat((Double) attributes.get(key)).isCloseTo(Double.parseDouble(expected), within(1e-9));
  }
}
