"""Check a registry with the workers of a Dask cluster: python examples/dask_check.py FOLDER [SCHEDULER].

Without the address of a scheduler (``tcp://10.0.0.1:8786``), a cluster of two processes is started here, and ended. The
report is JSON, byte for byte ``dialogues.check(FOLDER).to_json()``, and the exit code is 1 where it failed.
``docs/workers.md`` tells what the workers need.
"""

import sys

from distributed import Client, LocalCluster

import dialogues


def check(folder, client):
    with client.get_executor() as executor:
        return dialogues.check(folder, executor=executor)


def check_here(folder):
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        return check(folder, client)


def check_there(folder, scheduler):
    with Client(scheduler) as client:
        return check(folder, client)


def main(folder, scheduler=None):
    report = check_here(folder) if scheduler is None else check_there(folder, scheduler)
    sys.stdout.write(report.to_json())
    return int(report.failed)


if __name__ == "__main__":  # the processes of a cluster import this file
    sys.exit(main(*sys.argv[1:3]))
