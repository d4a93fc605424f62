// SPDX-License-Identifier: Apache-2.0
/** Records Bedrock's calls on the tape, and answers them from it. */
@NullMarked
package dev.clew.instrumentation.bedrock.tape;

import org.jspecify.annotations.NullMarked;
