// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.library;

import java.util.Map;

/** Turns Spring AI's names of providers into OpenTelemetry's. */
public final class ProviderNames {
  private static final Map<String, String> NAMES =
      Map.of(
          "azure-openai", "azure.ai.openai",
          "bedrock_converse", "aws.bedrock",
          "google_genai", "gcp.gemini",
          "google_genai_ai", "gcp.gemini",
          "vertex_ai", "gcp.vertex_ai");

  private ProviderNames() {}

  /** Returns the value of {@code gen_ai.provider.name}; unknown names stay as they are. */
  public static String of(String springName) {
    return NAMES.getOrDefault(springName, springName);
  }
}
