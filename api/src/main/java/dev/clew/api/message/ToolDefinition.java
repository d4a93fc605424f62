// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.message;

import org.jspecify.annotations.Nullable;

/**
 * A tool that was offered to a model.
 *
 * @param parameters the JSON schema as a tree of Map, List, String, Number, Boolean and null
 */
public record ToolDefinition(
    String name, @Nullable String description, @Nullable Object parameters) {}
