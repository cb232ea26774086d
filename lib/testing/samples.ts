/** Real output of real tools, kept beside the checkout and not in it; REPORT_SAMPLES names another place. It may not be there. */
export const samples = process.env.REPORT_SAMPLES ?? "../shared/samples";
