// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a tool's run beside its content.
 *
 * @param callId the id under which the model asked for it
 * @param argumentsHash equal for equal arguments
 */
public record ToolFacts(@Nullable String callId, long argumentsHash, @Nullable String mcpServer) {}
