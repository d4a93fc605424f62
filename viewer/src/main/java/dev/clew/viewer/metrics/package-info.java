// SPDX-License-Identifier: Apache-2.0
/** What many traces show together: errors, tools, agents, conversations, periods. */
@NullMarked
package dev.clew.viewer.metrics;

import org.jspecify.annotations.NullMarked;
