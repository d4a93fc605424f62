// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's answer, read from whatever format it came in.
 *
 * @param guardrail what a guardrail reports of the call, empty if nothing
 * @param intervened whether a guardrail changed or replaced the answer
 */
record Answer(
    @Nullable String id,
    @Nullable String model,
    List<Message> messages,
    List<String> finishReasons,
    @Nullable Usage usage,
    Map<String, @Nullable Object> guardrail,
    boolean intervened,
    Map<String, @Nullable Object> details) {}
