// SPDX-License-Identifier: Apache-2.0
/** What tests of instrumentations need. */
@NullMarked
package dev.clew.testkit;

import org.jspecify.annotations.NullMarked;
