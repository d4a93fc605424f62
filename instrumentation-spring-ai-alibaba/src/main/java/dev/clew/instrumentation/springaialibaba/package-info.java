// SPDX-License-Identifier: Apache-2.0
/** Spring AI Alibaba: its graphs, and the agents that are made of them. */
@NullMarked
package dev.clew.instrumentation.springaialibaba;

import org.jspecify.annotations.NullMarked;
