// SPDX-License-Identifier: Apache-2.0
/** Records what Spring AI sends with Spring's HTTP clients on the tape, and answers it from it. */
@NullMarked
package dev.clew.instrumentation.springai.tape;

import org.jspecify.annotations.NullMarked;
