// SPDX-License-Identifier: Apache-2.0
/** What an instrumentation module is made of: hook points and hooks. */
@NullMarked
package dev.clew.api.hook;

import org.jspecify.annotations.NullMarked;
