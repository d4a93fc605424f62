// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a tool's run besides its content.
 *
 * @param callId the id under which the model requested it
 * @param argumentsHash equal for equal arguments
 * @param argumentCharacters the length of the arguments
 */
public record ToolFacts(
    @Nullable String callId,
    long argumentsHash,
    @Nullable String mcpServer,
    int argumentCharacters) {}
