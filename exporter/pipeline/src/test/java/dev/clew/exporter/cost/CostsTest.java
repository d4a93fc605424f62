// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.EmbeddingData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.trace.SpanStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostsTest {
  private static final long NOW = 1_795_246_692_000_000_000L;

  private final List<String> problems = new ArrayList<>();
  private final Costs costs = new Costs(new Prices(null, problems::add));

  @TempDir Path folder;

  @Test
  void call_ofAKnownModel_hasItsCostAndSource() {
    assertThat(added(costs, call("openai", "gpt-4o-mini-2024-07-18", Usage.of(1_000, 100))))
        .containsExactly(
            Map.entry(Costs.TOTAL, 0.00021),
            Map.entry(Costs.INPUT, 0.00015),
            Map.entry(Costs.OUTPUT, 0.00006),
            Map.entry(Costs.SOURCE, "genai-prices 0.1.8 2026-11-21"));
  }

  @Test
  void cachedInput_isCheaper_andTheFillingOfTheCacheDearer() {
    Usage read = new Usage(10_000L, 0L, null, 8_000L, null, null, null, null, false);
    Usage write = new Usage(10_000L, 0L, null, null, 8_000L, null, null, null, false);

    assertThat(added(costs, call("anthropic", "claude-sonnet-4-0", read)))
        .containsEntry(Costs.TOTAL, 0.0084)
        .containsEntry(Costs.CACHE_SAVINGS, 0.0216);
    assertThat(added(costs, call("anthropic", "claude-sonnet-4-0", write)))
        .containsEntry(Costs.TOTAL, 0.036)
        .containsEntry(Costs.CACHE_SAVINGS, -0.006);
  }

  @Test
  void unknownModel_isSaidToBeUnknown_neverFree() {
    assertThat(added(costs, call("openai", "gpt-99-unheard-of", Usage.of(10, 10))))
        .containsExactly(Map.entry(Costs.UNKNOWN, "no price for the model"));
    assertThat(added(costs, call("ollama", "llama3.2", Usage.of(10, 10))))
        .containsOnlyKeys(Costs.UNKNOWN);
  }

  @Test
  void missingUsage_isSaid_exceptOfACallThatFailed() {
    Map<String, Object> failed = new LinkedHashMap<>();
    costs.add("t", call("openai", "gpt-4o", null), NOW, SpanStatus.ERROR, failed);

    assertThat(failed).isEmpty();
    assertThat(added(costs, call("openai", "gpt-4o", null)))
        .containsExactly(Map.entry(Costs.UNKNOWN, "no usage"));
  }

  @Test
  void estimatedUsage_makesAnEstimatedCost() {
    Usage guess = new Usage(10L, 10L, 20L, null, null, null, null, null, true);

    assertThat(added(costs, call("openai", "gpt-4o", guess))).containsEntry(Costs.ESTIMATED, true);
    assertThat(costs.sum("t")).containsEntry(Costs.ESTIMATED, true);
  }

  @Test
  void embedding_costsItsInput_andAToolNothing() {
    EmbeddingData embedding =
        new EmbeddingData(
            "openai", "text-embedding-3-small", null, 1536, 3, Usage.of(1_000_000, 0));
    FunctionData tool = new FunctionData("f", "{}", "1", null, null, false);

    assertThat(added(costs, embedding)).containsEntry(Costs.TOTAL, 0.02);
    assertThat(added(costs, tool)).isEmpty();
  }

  @Test
  void address_tellsTheProviderBetterThanTheProtocol() {
    GenerationData call =
        new GenerationData.Builder()
            .provider("openai")
            .serverAddress("https://api.deepseek.com/chat/completions")
            .requestModel("deepseek-chat")
            .usage(Usage.of(1_000_000, 0))
            .build();

    assertThat(added(costs, call)).containsKey(Costs.TOTAL);
  }

  @Test
  void trace_sumsItsCalls_andCountsThoseUnknown() {
    added(costs, call("openai", "gpt-4o-mini", Usage.of(1_000, 100)));
    added(costs, call("openai", "gpt-4o-mini", Usage.of(1_000, 100)));
    added(costs, call("openai", "gpt-99-unheard-of", Usage.of(1_000, 100)));

    assertThat(costs.sum("t"))
        .containsEntry(Costs.TOTAL, 0.00042)
        .containsEntry(Costs.UNKNOWN_CALLS, 1L);
    assertThat(costs.sum("another")).isEmpty();
  }

  @Test
  void ownPrices_countBeforeThoseOfTheTable() throws IOException {
    Path own = folder.resolve("prices.tsv");
    Files.writeString(
        own,
        """
        # ours
        table\tcontract 7\t2026-10-01
        provider\topenai
        =gpt-4o-mini\tin=1 out=2
        provider\tollama
        *llama\tin=0.01 out=0.01
        """);
    Costs costs = new Costs(new Prices(own, problems::add));

    assertThat(added(costs, call("openai", "gpt-4o-mini", Usage.of(1_000_000, 1_000_000))))
        .containsEntry(Costs.TOTAL, 3.0)
        .containsEntry(Costs.SOURCE, "contract 7 2026-10-01");
    assertThat(added(costs, call("ollama", "llama3.2", Usage.of(1_000_000, 0))))
        .containsEntry(Costs.TOTAL, 0.01);
    assertThat(added(costs, call("openai", "gpt-4o", Usage.of(1_000_000, 0))))
        .containsEntry(Costs.TOTAL, 2.5);
    assertThat(problems).isEmpty();
  }

  @Test
  void ownPrices_thatCannotBeRead_areSaidOnce() throws IOException {
    Path own = folder.resolve("prices.tsv");
    Files.writeString(own, "provider\topenai\n=gpt-4o\tinput=cheap\n");
    Costs costs = new Costs(new Prices(own, problems::add));

    added(costs, call("openai", "gpt-4o", Usage.of(1, 1)));
    added(costs, call("openai", "gpt-4.1", Usage.of(1, 1)));

    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("clew.prices.file=" + own + " cannot be used")
        .contains("=gpt-4o\tinput=cheap");
    assertThat(costs.sum("t")).containsKey(Costs.TOTAL);
  }

  private static GenerationData call(String provider, String model, Usage usage) {
    return new GenerationData.Builder()
        .provider(provider)
        .responseModel(model)
        .usage(usage)
        .build();
  }

  private static Map<String, Object> added(Costs costs, SpanData data) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    costs.add("t", data, NOW, SpanStatus.OK, attributes);
    return attributes;
  }
}
