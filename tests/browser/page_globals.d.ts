// SPDX-License-Identifier: MIT

/** jQuery with Flot, which the page loads before its modules. */
declare const jQuery: any;
