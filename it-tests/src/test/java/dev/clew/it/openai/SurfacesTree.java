// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import java.util.List;

/** The traces of {@code src/test/apps/openai-surfaces}. */
final class SurfacesTree {
  /** The part common to all versions. */
  static final String COMMON =
      """
      generation chat gpt-4o
      generation chat gpt-4o
      response response gpt-4.1
      response response gpt-4.1
      response response gpt-4.1 (streamed)
      response response gpt-4.1 (streamed) CANCELLED
      response response gpt-4.1 (streamed) ERROR incomplete_stream: the stream ended without a finish reason
      response response gpt-4.1 (streamed)
      response response gpt-4.1
      response response gpt-4.1 ERROR server_error: Oh.
      generation completion gpt-3.5-turbo-instruct
      generation completion gpt-3.5-turbo-instruct
      generation completion gpt-3.5-turbo-instruct (streamed)
      generation completion gpt-3.5-turbo-instruct (streamed)
      embedding embeddings text-embedding-3-small
      embedding embeddings text-embedding-3-small
      guardrail moderation omni-moderation-latest
      guardrail moderation omni-moderation-latest
      generation generate image gpt-image-1
      generation generate image gpt-image-1
      generation edit image gpt-image-1
      generation edit image gpt-image-1
      generation vary image
      generation vary image
      generation speak gpt-4o-mini-tts
      generation speak gpt-4o-mini-tts
      generation transcribe gpt-4o-transcribe
      generation transcribe gpt-4o-transcribe
      generation transcribe gpt-4o-transcribe (streamed)
      generation transcribe gpt-4o-transcribe (streamed)
      generation translate whisper-1
      generation translate whisper-1
      custom batch create
      custom batch retrieve
      custom batch cancel
      agent chat-loop-desk
        generation chat gpt-4o
        function weather
        function hotels
        generation chat gpt-4o
        function book
        generation chat gpt-4o
      agent chat-handoff-desk
        generation chat gpt-4o
        handoff chat-handoff-desk → refunds
        generation chat gpt-4o
      agent chat-loop-async-desk
        generation chat gpt-4o
        function weather
        function hotels
        generation chat gpt-4o
        function book
        generation chat gpt-4o
      agent response-loop-desk
        response response gpt-4.1
        function weather
        function hotels
        response response gpt-4.1
        function book
        response response gpt-4.1
      agent response-handoff-desk
        response response gpt-4.1
        handoff response-handoff-desk → billing
        response response gpt-4.1
      """;

  /** The additional part for 2.x. */
  static final String SINCE_2 =
      """
      generation chat gpt-4o
      generation chat gpt-4o
      response response gpt-4.1
      response response gpt-4.1
      generation generate image gpt-image-1 (streamed)
      generation generate image gpt-image-1 (streamed)
      generation edit image gpt-image-1 (streamed)
      generation edit image gpt-image-1 (streamed)
      agent stream-loop-desk
        generation chat gpt-4o (streamed)
        function weather
        generation chat gpt-4o (streamed)
      """;

  /** The additional part for 3.x. */
  static final String SINCE_3 =
      """
      response response gpt-4.1
      """;

  /** Without a span of the application above, the steps of a tool loop are siblings. */
  static final String BARE_LOOP =
      """
      generation chat gpt-4o
      function weather
      generation chat gpt-4o
      """;

  private SurfacesTree() {}

  /** Returns everything traced with a version, in the order in which the ways run. */
  static String all(String version) {
    int major = major(version);
    return COMMON + (major < 2 ? "" : SINCE_2) + (major < 3 ? "" : SINCE_3) + BARE_LOOP;
  }

  /** Returns the folders under {@code src/test/apps} that compile with a version. */
  static List<String> sources(String version) {
    return switch (major(version)) {
      case 0, 1 -> List.of("openai-surfaces", "openai-surfaces-1");
      case 2 -> List.of("openai-surfaces", "openai-surfaces-1", "openai-surfaces-2");
      default ->
          List.of(
              "openai-surfaces",
              "openai-surfaces-2",
              "openai-surfaces-3", // since then a tool need not be a function
              "openai-surfaces-newest");
    };
  }

  /** Returns the class that runs everything available in a version. */
  static String mainClass(String version) {
    return switch (major(version)) {
      case 0, 1 -> "app.Main";
      case 2 -> "app.Since2";
      default -> "app.Newest";
    };
  }

  private static int major(String version) {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /**
   * Returns the trace of a way: the ways run one after the other, with one trace and one printed
   * line each.
   */
  static TraceTree of(TracedRun run, String way) {
    List<String> ways =
        run.exit().stdout().lines().map(line -> line.substring(0, line.indexOf(':'))).toList();
    return run.traces().trees().get(ways.indexOf(way));
  }
}
