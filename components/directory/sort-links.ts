// The links in the heads of a list: the first press sorts in the natural direction, the next turns it round.

type State<Order> = { order: Order; reversed: boolean };

/** `counts` are the columns of numbers, whose natural direction is from the largest down. */
export function sortLinks<Order extends string>(
  current: State<Order>,
  counts: Order[],
  href: (change: State<Order>) => string,
) {
  return (order: Order) => {
    const isCurrent = current.order === order;
    const reversed = isCurrent && !current.reversed;
    const isDescending = counts.includes(order) !== current.reversed;
    return {
      href: href({ order, reversed }),
      direction: isCurrent ? (isDescending ? ("descending" as const) : ("ascending" as const)) : null,
    };
  };
}
