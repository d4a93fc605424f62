// SPDX-License-Identifier: Apache-2.0
/** SLF4J's MDC. */
@NullMarked
package dev.clew.instrumentation.slf4j;

import org.jspecify.annotations.NullMarked;
