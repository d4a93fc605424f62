// SPDX-License-Identifier: Apache-2.0
/** Which recording answers a request, and what differs if none does. */
@NullMarked
package dev.clew.tape.match;

import org.jspecify.annotations.NullMarked;
