// SPDX-License-Identifier: Apache-2.0
package com.example.parrot;

/**
 * A parrot's wish to have a tool run.
 *
 * @param id unique within a question
 */
public record ToolCall(String id, String tool, String argument) {}
