// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.render.ContentPolicy;

/**
 * How an exporter is treated.
 *
 * @param on whether it receives anything
 * @param content how much of the content it receives
 */
public record Treatment(boolean on, ContentPolicy content) {}
